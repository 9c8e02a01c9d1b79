"""What a register of agencies tells: names, who follows whom, who is due, what is wrong in it."""
