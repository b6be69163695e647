"""Reads a folder of LLaMA-Factory data with its own parser, converters and formatters."""

import json
import os
import sys
from types import SimpleNamespace

from llamafactory.data.converter import get_dataset_converter
from llamafactory.data.parser import get_dataset_list
from llamafactory.data.template import TEMPLATES


def read_rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def format_calls(template, messages):
    """The text of every call of a row; an exception if the template cannot write one."""
    texts = []
    for message in messages:
        if message["role"] != "function":
            continue
        slots = template.format_function.apply(
            content=message["content"],
            thought_words=template.thought_words,
            tool_call_words=template.tool_call_words,
        )
        texts.append("".join(slot for slot in slots if isinstance(slot, str)))
    return texts


def convert(request):
    folder = request["folder"]
    with open(os.path.join(folder, "dataset_info.json"), encoding="utf-8") as file:
        names = list(json.load(file))
    datasets = {}
    for name, attributes in zip(names, get_dataset_list(names, folder)):
        converter = get_dataset_converter(attributes.formatting, attributes, SimpleNamespace(media_dir=""))
        rows = [converter(row) for row in read_rows(os.path.join(folder, attributes.dataset_name))]
        failures = {}
        for template_name, template in TEMPLATES.items():
            for row in rows:
                try:
                    format_calls(template, row["_prompt"] + row["_response"])
                    if row["_tools"]:
                        template.format_tools.apply(content=row["_tools"])
                except Exception as error:  # every failure is an answer
                    failures[template_name] = f"{type(error).__name__}: {error}"[:200]
        datasets[name] = {
            "rows": len(rows),
            "kept": sum(1 for row in rows if row["_prompt"] and row["_response"]),
            "systems": sum(1 for row in rows if row["_system"]),
            "failures": failures,
            "templates": len(TEMPLATES),
        }
    return datasets


for line in sys.stdin:
    request = json.loads(line)
    print("answer " + json.dumps({"id": request["id"], "datasets": convert(request)}), flush=True)
