print("piquant")
