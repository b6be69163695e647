"""Renders rows with chat templates as `transformers` does it, and with TRL's own function. No torch is needed."""

import json
import os
import sys
from importlib.util import find_spec

from tokenizers import Tokenizer, models
from transformers import PreTrainedTokenizerFast
from transformers.utils.chat_template_utils import render_jinja_template
from trl.data_utils import apply_chat_template

TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}

FOLDER = os.path.join(os.path.dirname(find_spec("trl").origin), "chat_templates")


def read_template(name):
    with open(os.path.join(FOLDER, f"{name}.jinja"), encoding="utf-8") as file:
        return file.read()


for line in sys.stdin:
    request = json.loads(line)
    template = read_template(request["template"])
    # Templates use the special tokens of a tokenizer only.
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=Tokenizer(models.BPE()), **TOKENS)
    tokenizer.chat_template = template
    texts = []
    for row in request["rows"]:
        try:
            rendered, _ = render_jinja_template(
                [row["messages"]],
                tools=row.get("tools") or None,
                chat_template=template,
                **TOKENS,
            )
            applied = apply_chat_template({"messages": row["messages"]}, tokenizer, tools=row.get("tools"))["text"]
            texts.append(rendered[0] if applied == rendered[0] else {"error": f"TRL: {applied}"[:300]})
        except Exception as error:  # every failure is an answer
            texts.append({"error": f"{type(error).__name__}: {error}"[:300]})
    print("answer " + json.dumps({"id": request["id"], "texts": texts}), flush=True)
