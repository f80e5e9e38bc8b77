"""A refusal in a log names its code and what it speaks of."""

from dutydesk.refusals import RefusedError


def test_a_refusal_reads_as_its_code_with_its_values() -> None:
    assert str(RefusedError("call.not_found", call=17)) == "call.not_found(call=17)"
    assert str(RefusedError("undo.nothing")) == "undo.nothing"
