Console.WriteLine("usage: local up|down|status|logs");
