for y in range(-6, 7, 2):
    line = ''
    for x in range(-40, 20, 2):
        cr, ci, zr, zi, n = x / 20, y / 6, 0.0, 0.0, 0
        while zr * zr + zi * zi < 4 and n < 30: zr, zi, n = zr * zr - zi * zi + cr, 2 * zr * zi + ci, n + 1
        line += ' .:-=+*#%@'[n // 3 if n < 30 else 9]
    print(line.rstrip())
