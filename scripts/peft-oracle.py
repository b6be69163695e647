"""Counts adapters with PEFT itself, on the meta device, so that no weights are needed.

An optional check of src/finetuning: the project does not depend on it. In a virtual environment with `torch`,
`transformers` and `peft` installed, it reads JSON lines and writes JSON lines:

    {"config": {...config.json...}, "class": "LlamaForCausalLM", "adapter": {...LoraConfig fields...}}
    -> {"trainable": 1, "total": 2, "peft": "0.21.2", "transformers": "5.23.0"}

With `"modules": true` instead of an adapter it lists every module of the model with its class, widths and own
parameters. `"class"` may be left out: then it is the first of the configuration's `architectures`.
`"added_tokens": N` resizes the embedding by N rows, as `resize_token_embeddings` does.
"""

import json
import sys
import warnings

import peft
import torch
import transformers

warnings.filterwarnings("ignore")
transformers.logging.set_verbosity_error()


def build(request):
    fields = dict(request["config"])
    fields.update(request.get("overrides", {}))
    name = request.get("class") or fields["architectures"][0]
    model_class = getattr(transformers, name)
    config_class = model_class.config_class or transformers.CONFIG_MAPPING[fields["model_type"]]
    with torch.device("meta"):
        model = model_class(config_class.from_dict(fields))
        if request.get("added_tokens"):
            rows = model.get_input_embeddings().weight.shape[0]
            model.resize_token_embeddings(rows + request["added_tokens"], mean_resizing=False)
    model.tie_weights()
    return model


def describe(model):
    seen = {}
    for name, module in model.named_modules():
        parameters = []
        for own, parameter in module.named_parameters(recurse=False, remove_duplicate=False):
            full = f"{name}.{own}" if name else own
            tied = seen.setdefault(id(parameter), full)
            parameters.append({"name": own, "shape": list(parameter.shape), **({} if tied == full else {"tiedTo": tied})})
        yield {"name": name, "class": type(module).__name__, "parameters": parameters}


def count(model, adapter):
    fields = dict(adapter)
    kind = fields.pop("peft_type", "LORA")
    config = peft.PEFT_TYPE_TO_CONFIG_MAPPING[peft.PeftType(kind)](**fields)
    # On another device than the parameters of the adapter, AdaLoRA's `ranknum` would become trainable.
    with torch.device("meta"):
        wrapped = peft.get_peft_model(model, config)
    trainable, total = wrapped.get_nb_trainable_parameters()
    return {"trainable": trainable, "total": total}


def answer(request):
    model = build(request)
    if request.get("modules"):
        return {"modules": list(describe(model))}
    if "adapter" not in request:
        return {"total": sum(p.numel() for _, p in model.named_parameters())}
    return count(model, request["adapter"])


for line in sys.stdin:
    if not line.strip():
        continue
    asked = json.loads(line)
    try:
        result = answer(asked)
    except Exception as error:  # The answer of an oracle may be that it refuses.
        result = {"error": f"{type(error).__name__}: {error}"}
    if "id" in asked:
        result["id"] = asked["id"]
    print(json.dumps({**result, "peft": peft.__version__, "transformers": transformers.__version__}), flush=True)
