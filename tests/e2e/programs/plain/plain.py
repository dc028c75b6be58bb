def get_variable(name):
    return name


print(get_variable("nothing of ours"))
