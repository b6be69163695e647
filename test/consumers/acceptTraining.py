"""Lets a trainer's own code read written training files and prepare a model with them. Reads JSON lines, writes JSON lines:

    {"id": "…", "trainer": "axolotl", "text": "base_model: …", "config": {...config.json...}, "head": "CausalLM"}
    -> {"id": "…", "rank": 16, "targets": ["q_proj", "v_proj"], "trainable": 1} or {"id": "…", "error": "…"}

The model is built on the meta device, without weights. A full fine-tune has no count.
"""

import ast
import contextlib
import json
import shlex
import sys


def count(model):
    return sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad)


def adapt(model, config):
    import peft
    import torch

    # On another device than the parameters of the adapter, AdaLoRA's `ranknum` would become trainable.
    with torch.device("meta"):
        return count(peft.get_peft_model(model, config))


def llamafactory(text, build):
    import yaml
    from llamafactory.hparams.parser import get_train_args

    # This machine may have no GPU; the written files are for one.
    model_args, _, _, finetuning, _ = get_train_args({**yaml.safe_load(text), "use_cpu": True})
    if finetuning.finetuning_type == "full":
        return None, None, None
    from llamafactory.model.adapter import _setup_lora_tuning

    model = build()
    adapted = _setup_lora_tuning(model.config, model, model_args, finetuning, True, False)
    return finetuning.lora_rank, finetuning.lora_target, count(adapted)


def axolotl(text, build):
    import yaml
    from axolotl.utils.config import validate_config
    from axolotl.utils.dict import DictDefault

    config = validate_config(DictDefault(yaml.safe_load(text)))
    if config.adapter is None:
        return None, None, None
    from axolotl.loaders.adapter import _build_peft_lora_config

    model = build()
    trainable = adapt(model, _build_peft_lora_config(model, config))
    return config.lora_r, config.lora_target_modules or config.lora_target_linear, trainable


def ms_swift(text, build):
    from swift.arguments import SftArguments
    from transformers import HfArgumentParser

    words = shlex.split(text.replace("\\\n", " "), comments=True)[2:]
    arguments = HfArgumentParser(SftArguments).parse_args(words)
    if arguments.tuner_type == "full":
        return None, None, None
    from types import SimpleNamespace

    import torch
    from swift.pipelines.train.tuner import prepare_adapter

    # What ms-swift sets itself, in part after it has loaded the model and the data.
    arguments.target_modules = arguments.target_regex or arguments.target_modules
    arguments.init_weights = {"true": True, "false": False}.get(arguments.init_weights.lower(), arguments.init_weights)
    arguments.training_args = SimpleNamespace(max_steps=1000)
    model = build()
    model.model_meta = SimpleNamespace(is_multimodal=hasattr(model.config, "vision_config"), model_arch=None)
    with torch.device("meta"):
        adapted = prepare_adapter(arguments, model, task_type=arguments.task_type or "causal_lm")
    return arguments.lora_rank, arguments.target_modules, count(adapted)


def trl(text, build):
    """Evaluates the calls of the configuration classes with the classes themselves; no weights are loaded."""
    import peft
    import trl as library

    def evaluate(node):
        # BitsAndBytesConfig asks for an installed bitsandbytes, which needs a GPU.
        names = {"BitsAndBytesConfig": dict}
        return eval(compile(ast.Expression(node), "script", "eval"), {"__builtins__": {}}, names)

    found = None
    for node in ast.walk(ast.parse(text)):
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        if name == "SFTConfig":
            fields = {keyword.arg: evaluate(keyword.value) for keyword in node.keywords}
            library.SFTConfig(**{**fields, "use_cpu": True})
        elif name.endswith("Config") and hasattr(peft, name):
            fields = {keyword.arg: evaluate(keyword.value) for keyword in node.keywords}
            found = getattr(peft, name)(**fields)
        elif name == "" and isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get_peft_model":
            fields = {keyword.arg: evaluate(keyword.value) for keyword in node.keywords}
            known = {name: value for name, value in fields.items() if name in peft.LoraConfig.__dataclass_fields__}
            found = peft.LoraConfig(**known)
    if found is None:
        return None, None, None
    targets = sorted(found.target_modules) if isinstance(found.target_modules, set) else found.target_modules
    return getattr(found, "r", None), targets, adapt(build(), found)


PARSERS = {"llamafactory": llamafactory, "axolotl": axolotl, "ms-swift": ms_swift, "trl": trl, "unsloth": trl}


def builder(request):
    """Builds the model of a request on the meta device."""

    def build():
        import torch
        import transformers

        config = transformers.AutoConfig.for_model(**request["config"])
        with torch.device("meta"):
            return getattr(transformers, "AutoModelFor" + request["head"]).from_config(config)

    return build


for line in sys.stdin:
    request = json.loads(line)
    try:
        # Trainers print to the standard output.
        with contextlib.redirect_stdout(sys.stderr):
            rank, targets, trainable = PARSERS[request["trainer"]](request["text"], builder(request))
        answer = {"rank": rank, "targets": targets, "trainable": trainable}
    except BaseException as error:  # A parser may exit.
        answer = {"error": f"{type(error).__name__}: {error}"[:600]}
    print("answer " + json.dumps({"id": request["id"], **answer}), flush=True)
