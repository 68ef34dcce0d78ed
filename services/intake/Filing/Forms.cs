using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace GovPlatform.Intake;

/// <summary>The form of an application: a JSON object, sealed as a whole, since any field of it may be personal.</summary>
internal static class Forms
{
    private const int MostBytes = 64 * 1024;

    public static bool TryRead(JsonElement? form, out string json, [NotNullWhen(false)] out Problem? no)
    {
        json = form?.GetRawText() ?? "{}";
        no = form is { ValueKind: not JsonValueKind.Object }
                ? Problem.Invalid("/form", "form-not-an-object", "表单应为 JSON 对象", "The form must be a JSON object")
            : Encoding.UTF8.GetByteCount(json) > MostBytes
                ? Problem.Invalid("/form", "form-too-large", "表单不得超过 64 KB", "The form may have 64 KB at most")
            : null;
        return no is null;
    }
}
