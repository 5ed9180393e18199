"""What ministack 1.5.33 does otherwise than AWS, mended where it starts."""


def evaluate_timeouts(sfn):
    """A JSONata `TimeoutSeconds` is evaluated, before the task is called; ministack takes it for a number."""
    execute = sfn._execute_task

    def evaluated(state, raw_input, execution, context):
        timeout = state.get("TimeoutSeconds")
        if isinstance(timeout, str):
            state = {**state, "TimeoutSeconds": sfn._jsonata_state_field(state, "TimeoutSeconds", "number", raw_input, context)}
        return execute(state, raw_input, execution, context)

    sfn._execute_task = evaluated
