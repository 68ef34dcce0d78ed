Console.WriteLine("usage: ops demo|seed|audit|replay");
