namespace GovPlatform.Identity;

/// <summary>What number an account is known by (持证主体代码类型).</summary>
internal static class IdType
{
    /// <summary>公民身份号码.</summary>
    public const string Citizen = "111";

    /// <summary>统一社会信用代码.</summary>
    public const string CreditCode = "001";

    /// <summary>Staff number of the platform.</summary>
    public const string Staff = "staff";

    public static string Masked(string type, string number) => type == Citizen ? Mask.IdNumber(number) : number;
}
