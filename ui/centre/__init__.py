"""The centre of the window: the input line, the call being taken or looked at, whom to hand it to, and its history."""
