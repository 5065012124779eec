package dev.chainrule.lab;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/// Worksheets that try to take the server down.
final class HostileWorksheets {
  private static final List<IntFunction<String>> KINDS =
      List.of(
          n -> "x = " + "(".repeat(n) + "1" + ")".repeat(n) + "\n",
          n -> "x = " + "[".repeat(n) + "]".repeat(n) + "\n",
          n -> "x = " + "-".repeat(n) + "1\n",
          n -> "x = " + "not ".repeat(n) + "1\n",
          n -> "x = " + "1 if 1 else ".repeat(n) + "1\n",
          n -> "x = " + "lambda: ".repeat(n) + "1\n",
          n -> "x = 1" + " + 1".repeat(n) + "\n",
          n -> "x = 2" + " ** 2".repeat(n) + "\n",
          n -> "x = f\"" + "{1}".repeat(n) + "\"\n",
          n -> "x = 'a' * %d ** 4\n".formatted(n),
          n -> "x = [0] * %d ** 4\n".formatted(n),
          n -> "x = 9 ** %d ** 3\n".formatted(n),
          n -> "x = 1\nwhile True:\n    x = x * 3 + %d\n".formatted(n),
          n -> "s = 'a'\nfor i in range(%d):\n    s = s + s\n".formatted(n),
          n -> "l = []\nwhile True:\n    l.append(l)\n",
          n -> "l = []\nl.append(l)\nprint(l)\nx = l == l\n",
          n -> "def f(n):\n    return f(n + 1)\nf(%d)\n".formatted(n),
          n ->
              "def f(n):\n    return f(n - 1) + f(n - 2) if n > 1 else n\nx = f(%d)\n".formatted(n),
          n -> "import torch\nx = torch.ones(%d, %d, 99999)\n".formatted(n, n),
          n -> "import torch\nx = torch.zeros(2**31 - 1)\n",
          n -> "import torch\nx = torch.ones(1000, 1000)\nwhile True:\n    x = x @ x\n",
          n -> "import torch\nx = torch.ones(1).expand(%d00000, 1000000)\ny = x + 1\n".formatted(n),
          n ->
              "import torch\nx = torch.ones(1, requires_grad=True)\ny = x\nfor i in range(%d00):\n"
                      .formatted(n)
                  + "    y = y * 1.0001\nloss = y.sum()\nloss.backward()\ndx = y\n",
          n ->
              "import torch\nx = torch.ones(%d, requires_grad=True)\nloss = (x*x).sum()\ndx = x\n"
                  .formatted(n * 100),
          n -> "print('\\u202e\\u0000' * %d)\n".formatted(n),
          n -> "\u202ex\u200b = \ud83d\ude00\n".repeat(n),
          n -> "x = \"\"\"" + "\u0301".repeat(n * 10),
          n -> "#" + "\ud800".repeat(n) + "\nx = 1\n",
          n -> "x = {" + "1: ".repeat(n) + "\n",
          n -> "if 1:\n".repeat(n) + "x\n",
          n -> nested(n),
          n -> "__import__('os').system('true')\n",
          n -> "x = ().__class__.__bases__[0].__subclasses__()\n",
          n -> "import os\nimport java\n",
          n -> "open('/etc/passwd').read()\n",
          n -> "import torch\ntorch.load('x')\n",
          n -> "x = sorted([[i] * 1000 for i in range(%d)])\n".formatted(n),
          n -> "x = '%' + str(" + n + ") + 'd'\nprint(x % 1)\nprint(f'{1:>999999999}')\n",
          n ->
              "import torch\nx = torch.randn(300, 300)\nfor i in range(%d):\n    x = torch.einsum('ij,jk->ik', x, x)\n"
                  .formatted(n),
          n -> "x = int('9' * %d00)\nprint(x * x)\n".formatted(n));

  private HostileWorksheets() {}

  private static String nested(int n) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(n, 500); i++) {
      text.append(" ".repeat(i)).append("for i").append(i).append(" in range(9):\n");
    }
    return text.append(" ".repeat(Math.min(n, 500))).append("x = 1\n").toString();
  }

  /// A kind and a size by chance; now and then two of them in one.
  static String of(Random random) {
    int size = (int) Math.pow(10, 1 + random.nextInt(4)) * (1 + random.nextInt(3));
    String text = KINDS.get(random.nextInt(KINDS.size())).apply(size);
    String more = random.nextInt(4) == 0 ? KINDS.get(random.nextInt(KINDS.size())).apply(size) : "";
    String all = text + more;
    return all.length() > 200_000 ? all.substring(0, 200_000) : all;
  }
}
