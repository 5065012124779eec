import random
def quicksort(xs):
    if len(xs) <= 1:
        return xs
    pivot, *rest = xs
    return quicksort([x for x in rest if x < pivot]) + [pivot] + quicksort([x for x in rest if x >= pivot])
random.seed(1)
data = [random.randint(-50, 50) for _ in range(25)]
print(data)
print(quicksort(data), quicksort(data) == sorted(data))
