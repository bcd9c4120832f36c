"""What a rulebook is written in, the checks that it is well made, and a rule in plain English."""
