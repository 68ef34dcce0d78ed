namespace GovPlatform.Identity;

/// <summary>Reads the number a person is registered under into its standard form, or says why not.</summary>
internal static class IdNumber
{
    public static (string? Number, Problem? No) Read(string idType, string number) => idType switch
    {
        IdType.Citizen => CitizenId.TryParse(number.Trim(), out var citizen, out var why) ? (citizen.Value, null) : (null, Problems.WrongNumber(why)),
        // Some codes were rightly issued with a wrong check character.
        IdType.CreditCode => CreditCode.Read(number.Trim(), CheckMode.Warn).Try(out var code, out var no) ? (code.Value, null) : (null, Problems.WrongNumber(no)),
        _ => (null, Problems.UnknownIdType()),
    };
}
