"""Walks state machines in ministack's interpreter, which shares no code with ours, with the answers that ours got.

Reads `[{"definition", "walks": [{"input", "answers"}]}]` from standard input, and writes for each walk
`{"path", "asked", "status", "output"?, "error"?}`, in order, as one line of JSON.
"""

import json
import sys
import time

from ministack.services import stepfunctions as sfn

import repairs

repairs.evaluate_timeouts(sfn)
time.sleep = lambda seconds: None


class Unasked(Exception):
    """The machine asked when ours did not, or in another state."""


def walk(definition, given):
    arn, execution_arn = "arn:aws:states:us-east-1:000000000000:stateMachine:walked", "walk"
    answers, asked = list(given["answers"]), []
    sfn._state_machines[arn] = {"name": "walked", "definition": definition}
    execution = sfn._executions[execution_arn] = {
        "executionArn": execution_arn,
        "stateMachineArn": arn,
        "name": "walk",
        "status": "RUNNING",
        "startDate": sfn.now_iso(),
        "input": given["input"],
        "output": None,
        "events": [],
    }

    def answer(arguments):
        state = [event for event in execution["events"] if event["type"] == "TaskStateEntered"][-1]
        name = state["stateEnteredEventDetails"]["name"]
        if not answers or answers[0]["state"] != name:
            raise Unasked(f"'{name}' asked, where ours had {answers[:1]}")
        asked.append(arguments)
        found = answers.pop(0)
        if "error" in found:
            raise sfn._ExecutionError(found["error"], found["cause"])
        if "times" in found:
            raise sfn._ExecutionError("States.Timeout", "")
        return found["result"]

    def park(resource, arguments, token, state):
        values = arguments["ExpressionAttributeValues"]
        if values[":t"]["S"] != token:
            raise Unasked("the write does not carry the task token")
        return answer({**arguments, "ExpressionAttributeValues": {**values, ":t": {"S": ""}}})

    sfn._invoke_resource = lambda resource, arguments: {"StatusCode": 200, "Payload": answer(arguments["Payload"])}
    sfn._invoke_resource_with_timeout = lambda resource, arguments, timeout: sfn._invoke_resource(resource, arguments)
    sfn._invoke_with_callback = park
    sfn._emit_execution_status_event = lambda execution: None
    sfn._run_execution(execution_arn)

    entered = [event["stateEnteredEventDetails"] for event in execution["events"] if event["type"].endswith("StateEntered")]
    walked = {
        "path": [[each["name"], json.loads(each["input"])] for each in entered],
        "asked": asked,
        "unused": len(answers),
        "status": execution["status"],
    }
    if execution["status"] == "SUCCEEDED":
        return {**walked, "output": json.loads(execution["output"])}
    if answers or execution["error"] == "States.Runtime":
        print(f"{execution['error']}: {execution['cause']}", file=sys.stderr)
    return {**walked, "error": execution["error"]}


for machine in json.load(sys.stdin):
    for given in machine["walks"]:
        print(json.dumps(walk(machine["definition"], given)), flush=True)
