namespace GovPlatform.Contracts;

/// <summary>时限单位: what the number of a limit counts. 1 and 2 are those of the live platforms, 3 is for 'done in three hours'.</summary>
public static class LimitUnit
{
    /// <summary>工作日.</summary>
    public const string WorkingDay = "1";

    /// <summary>自然日; a limit whose last day is not worked ends on the next one that is (民法典 art. 203).</summary>
    public const string NaturalDay = "2";

    /// <summary>小时.</summary>
    public const string Hour = "3";
}
