"""The tour: six keys, shown one after another beside what they act on."""
