"""What rests on a law outside the form: who may make 规章, what a fee may be."""
