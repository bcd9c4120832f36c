"""The words that a rulebook is written in, and the checks that it is well made."""
