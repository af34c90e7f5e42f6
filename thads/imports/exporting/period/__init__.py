"""Lists of a statistics period for other bodies: procuracy, ended cases, the state budget."""
