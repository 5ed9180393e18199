"""What ministack 1.5.33 does otherwise than AWS, fixed where it starts."""

import json


def evaluate_timeouts(sfn):
    """A JSONata `TimeoutSeconds` is evaluated, before the task is called; ministack takes it for a number."""
    execute = sfn._execute_task

    def evaluated(state, raw_input, execution, context):
        timeout = state.get("TimeoutSeconds")
        if isinstance(timeout, str):
            state = {**state, "TimeoutSeconds": sfn._jsonata_state_field(state, "TimeoutSeconds", "number", raw_input, context)}
        return execute(state, raw_input, execution, context)

    sfn._execute_task = evaluated


def name_errors(lambda_runtime, sfn):
    """What a Node handler throws is known by its name; ministack calls all of it `Runtime.HandlerError`."""
    said = "error: String(err.message || err)"
    if said not in lambda_runtime._NODEJS_WORKER_SCRIPT:
        raise RuntimeError("ministack reports errors of Node handlers otherwise than 1.5.33 does")
    lambda_runtime._NODEJS_WORKER_SCRIPT = lambda_runtime._NODEJS_WORKER_SCRIPT.replace(
        said, "error: JSON.stringify({ errorType: err.name, errorMessage: err.message, trace: [] })"
    )
    call = sfn._call_lambda

    def named(function, event):
        try:
            return call(function, event)
        except sfn._ExecutionError as error:
            try:
                cause = json.loads(json.loads(error.cause)["errorMessage"])
            except (ValueError, KeyError, TypeError):
                raise error from None
            raise sfn._ExecutionError(cause["errorType"], json.dumps(cause)) from None

    sfn._call_lambda = named


def follow_clock(lambda_runtime, clock_file, virtual_date):
    """Not a fault of ministack's: what a Node handler takes for the time is what the file says."""
    lambda_runtime._NODEJS_WORKER_SCRIPT = (
        f"require({json.dumps(virtual_date)}).installDate(() => Number(require('fs').readFileSync({json.dumps(clock_file)}, 'utf8')));\n"
        + lambda_runtime._NODEJS_WORKER_SCRIPT
    )
