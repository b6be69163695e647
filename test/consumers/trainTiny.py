"""Trains a tiny random model with a written recipe of TRL. Reads JSON lines, writes JSON lines:

    {"id": "create", "model": "folder", "data": "train.jsonl"}     makes the model and its tokenizer
    {"id": "train", "recipe": "folder/train_trl.py"}
    -> {"id": "train", "trainable": 28672, "total": 130000, "steps": 1, "rows": 8, "texts": ["…"]}
"""

import contextlib
import json
import os
import runpy
import sys
from importlib.util import find_spec

import torch
import transformers
import trl
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

TEMPLATE = os.path.join(os.path.dirname(find_spec("trl").origin), "chat_templates", "qwen3.jinja")
CONTROL_TOKENS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def create(request):
    """A Qwen3 of two layers with random weights, and a tokenizer whose vocabulary is made from the data."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train([request["data"]], trainers.BpeTrainer(
        vocab_size=1000,
        special_tokens=CONTROL_TOKENS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    ))
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|endoftext|>"
    )
    with open(TEMPLATE, encoding="utf-8") as file:
        fast.chat_template = file.read()
    fast.save_pretrained(request["model"])
    torch.manual_seed(0)
    config = transformers.Qwen3Config(
        vocab_size=len(fast),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=16,
        tie_word_embeddings=True,
        eos_token_id=fast.eos_token_id,
        pad_token_id=fast.pad_token_id,
    )
    transformers.Qwen3ForCausalLM(config).save_pretrained(request["model"])
    return {}


def train(request):
    """Runs the recipe as it is written, but for one step and on the processor."""
    own = trl.SFTConfig
    trl.SFTConfig = lambda **fields: own(**{**fields, "use_cpu": True, "max_steps": 1, "report_to": "none"})
    os.chdir(os.path.dirname(request["recipe"]))
    trainer = runpy.run_path(request["recipe"])["trainer"]
    trainable, total = trainer.model.get_nb_trainable_parameters()
    dataset = trainer.train_dataset
    tokenizer = trainer.processing_class
    return {
        "trainable": trainable,
        "total": total,
        "steps": trainer.state.global_step,
        "loss": trainer.state.log_history[-1].get("train_loss"),
        "rows": len(dataset),
        "texts": [tokenizer.decode(row["input_ids"]) for row in dataset],
    }


ACTIONS = {"create": create, "train": train}

for line in sys.stdin:
    request = json.loads(line)
    # Trainers print to the standard output.
    with contextlib.redirect_stdout(sys.stderr):
        answer = ACTIONS[request["id"]](request)
    print("answer " + json.dumps({"id": request["id"], **answer}), flush=True)
