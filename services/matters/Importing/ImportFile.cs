using System.Buffers;
using System.Text;
using GovPlatform.Matters.Exchange;

namespace GovPlatform.Matters.Importing;

/// <summary>What kind of file came in, by what is in it and not by its name; and its rows.</summary>
internal static class ImportFile
{
    public const string Csv = "csv";
    public const string Excel = "xlsx";
    public const string Exchange = "exchange";

    // One text of a workbook may stand in millions of its cells.
    private const long MostText = 200_000_000;

    /// <summary>The format, or why the file is not taken.</summary>
    public static async Task<(string? Format, Problem? No)> LookAsync(Stream file, CancellationToken ct)
    {
        var start = new byte[8];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        file.Position = 0;
        return start.AsSpan(0, read) switch
        {
            [] => (null, Problems.ImportRefused(new(null, "import-empty", "文件没有内容", "The file is empty"))),
            [0x50, 0x4B, 0x03, 0x04, ..] => (Excel, Look(file)),
            // A compound file: what Excel wrote before 2007, and what it writes today with a password.
            [0xD0, 0xCF, 0x11, 0xE0, ..] => (null, Problems.ImportRefused(new(null, "workbook-locked", "旧版（.xls）或者加密的工作簿，请另存为不加密的 .xlsx", "An .xls or encrypted workbook: save it as .xlsx without a password"))),
            _ => (Csv, await IsUtf8Async(file, ct) ? null : Problems.ImportRefused(new(null, "import-encoding", "文本文件应为 UTF-8 编码（在 Excel 中另存为“CSV UTF-8”）", "The text is not UTF-8"))),
        };
    }

    /// <summary>True where it begins as a JSON array does.</summary>
    public static async Task<bool> IsArrayAsync(Stream file, CancellationToken ct)
    {
        var start = new byte[256];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        file.Position = 0;
        return Encoding.UTF8.GetString(start, 0, read).TrimStart('\uFEFF', ' ', '\r', '\n', '\t') is ['[', ..] && await IsUtf8Async(file, ct);
    }

    /// <summary>Rows of matters and of materials with their heads, as they stream by; null for one that cannot be read.</summary>
    public static IEnumerable<(SheetHead Head, SheetRow Row)?> Rows(string format, Stream file, Stream? materials, List<RowError> errors) => format switch
    {
        Csv => Texts(file, materials, errors),
        Exchange => ExchangeRows.Read(file, errors),
        _ => Sheets(file, errors),
    };

    private static IEnumerable<(SheetHead Head, SheetRow Row)?> Texts(Stream file, Stream? materials, List<RowError> errors)
    {
        using var first = new StreamReader(file);
        foreach (var row in Sheet.Read(MatterRows.MattersFile, CsvSheet.Read(first), even: true, errors))
            yield return row;
        if (materials is null)
            yield break;
        using var second = new StreamReader(materials);
        foreach (var row in Sheet.Read(MatterRows.MaterialsFile, CsvSheet.Read(second), even: true, errors))
            yield return row;
    }

    private static IEnumerable<(SheetHead Head, SheetRow Row)?> Sheets(Stream file, List<RowError> errors)
    {
        using var workbook = Workbook.Open(file).Workbook!;
        var text = 0L;
        foreach (var sheet in (string[])[MatterRows.MattersFile, MatterRows.MaterialsFile])
        {
            foreach (var row in workbook.Has(sheet) ? Sheet.Read(sheet, workbook.Rows(sheet), even: false, errors) : [])
            {
                text += row?.Row.Cells.Sum(cell => cell.Length) ?? 0;
                if (text > MostText)
                {
                    errors.Add(new(sheet, row!.Value.Row.Line, null, "workbook-too-large", "工作簿展开后过大", "The workbook unpacks to too much"));
                    yield break;
                }
                yield return row;
            }
        }
    }

    private static Problem? Look(Stream file)
    {
        var (workbook, fault) = Workbook.Open(file);
        workbook?.Dispose();
        return fault is null ? null : Problems.ImportRefused(fault);
    }

    private static async Task<bool> IsUtf8Async(Stream file, CancellationToken ct)
    {
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var (bytes, chars) = (ArrayPool<byte>.Shared.Rent(64 * 1024), ArrayPool<char>.Shared.Rent(64 * 1024 + 8));
        try
        {
            int read;
            do
            {
                read = await file.ReadAsync(bytes.AsMemory(0, 64 * 1024), ct);
                decoder.GetChars(bytes.AsSpan(0, read), chars, flush: read == 0);
            }
            while (read > 0);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }
    }
}
