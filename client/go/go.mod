module grafaketest

go 1.19
