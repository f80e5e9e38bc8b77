"""The shift timeline at the foot of the console. pyqtgraph is loaded by `loading` alone, after the first paint."""
