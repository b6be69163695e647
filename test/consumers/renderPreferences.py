"""Renders preference rows as TRL does before training, with its own chat templates and a tokenizer of single characters."""

import json
import pathlib
import sys

import trl
from datasets import load_dataset
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast
from trl.data_utils import apply_chat_template, is_conversational

TEMPLATES = pathlib.Path(trl.__file__).parent / "chat_templates"


def create_tokenizer(template):
    tokenizer = Tokenizer(models.BPE(vocab={"<unk>": 0}, merges=[], unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel()
    made = PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>", eos_token="<unk>", bos_token="<unk>")
    made.chat_template = (TEMPLATES / template).read_text()
    return made


for line in sys.stdin:
    request = json.loads(line)
    tokenizer = create_tokenizer(request["template"])
    loaded = load_dataset("json", data_files=request["file"], split="train", cache_dir=request["cache"])
    rows = []
    for example in loaded:
        rendered = apply_chat_template(dict(example), tokenizer, tools=example["tools"])
        rows.append({key: value for key, value in rendered.items() if isinstance(value, str)})
    answer = {"id": request["id"], "conversational": all(is_conversational(row) for row in loaded), "rows": rows}
    print("answer " + json.dumps(answer), flush=True)
