namespace GovPlatform.Matters.Importing;

/// <summary>What became of an import, row by row.</summary>
/// <param name="Matters">Rows of matters read.</param>
/// <param name="Materials">Rows of materials read.</param>
/// <param name="Stored">Versions stored; 0 where anything was wrong.</param>
/// <param name="Errors">The first hundred things that are wrong.</param>
/// <param name="ErrorCount">How many there are in all.</param>
internal sealed record ImportReport(int Matters, int Materials, int Stored, IReadOnlyList<RowError> Errors, int ErrorCount)
{
    private const int MostErrors = 100;

    public static ImportReport Of(MatterRows rows, int stored, IReadOnlyList<RowError> errors) =>
        new(rows.MatterCount, rows.MaterialCount, stored, [.. errors.OrderBy(error => error.File).ThenBy(error => error.Line).Take(MostErrors)], errors.Count);
}

/// <summary>What is wrong with one row.</summary>
/// <param name="File">matters or materials.</param>
/// <param name="Line">Line of the file in which the row begins; the head is line 1.</param>
/// <param name="Column">Column, or JSON pointer of the element; null where the whole row is meant.</param>
internal sealed record RowError(string File, int Line, string? Column, string Code, string Zh, string En);
