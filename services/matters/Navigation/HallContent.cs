using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Matters;

/// <summary>办事场所 as an administrator says it: where it is, when it is open, and which windows take what.</summary>
public sealed record HallContent
{
    [Required, StringLength(100, MinimumLength = 2)]
    public string Name { get; init; } = "";

    /// <summary>county-hall 县政务服务中心, township-hall 乡镇便民服务中心, village-desk 村便民服务站, agent-point 代办点, self-service 自助服务点.</summary>
    [Required]
    public string Kind { get; init; } = "";

    /// <summary>The place that this one belongs to; of a kind that stands before its own.</summary>
    public Guid? ParentId { get; init; }

    [Required, StringLength(200, MinimumLength = 2)]
    public string Address { get; init; } = "";

    /// <summary>Degrees north, CGCS2000 (within centimetres of WGS84; not GCJ-02 as on commercial maps); null where nobody has measured it.</summary>
    [Range(-90, 90)]
    public double? Latitude { get; init; }

    /// <summary>Degrees east, CGCS2000.</summary>
    [Range(-180, 180)]
    public double? Longitude { get; init; }

    [RegularExpression(@"^[0-9][0-9\-]{2,19}$")]
    public string? Phone { get; init; }

    /// <summary>The hours of a week; a lunch break is two periods.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<OpenPeriod> Hours { get; init; } = [];

    /// <summary>Days on which it is closed or keeps other hours.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<HoursException> Exceptions { get; init; } = [];

    /// <summary>True for what public holidays do not close, as a self-service point.</summary>
    public bool OpenOnHolidays { get; init; }

    [Required, MaxLength(200)]
    public IReadOnlyList<HallWindow> Windows { get; init; } = [];
}

/// <summary>A time of the day at which a place is open, on some days of the week.</summary>
public sealed record OpenPeriod
{
    /// <summary>1 Monday to 7 Sunday. A weekend day that is worked keeps Monday's hours.</summary>
    [Required, MinLength(1), MaxLength(7)]
    public IReadOnlyList<int> Days { get; init; } = [];

    /// <summary>HH:mm in Asia/Shanghai.</summary>
    [Required, RegularExpression("^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    public string From { get; init; } = "";

    /// <summary>HH:mm; 24:00 is the end of the day.</summary>
    [Required, RegularExpression("^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
    public string To { get; init; } = "";
}

/// <summary>Days on which a place is closed, or keeps other hours than usual.</summary>
public sealed record HoursException
{
    public DateOnly From { get; init; }

    /// <summary>The last of these days.</summary>
    public DateOnly To { get; init; }

    /// <summary>The hours of these days, whatever the calendar says of them; none where it is closed.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<OpenPeriod> Hours { get; init; } = [];

    [Required, StringLength(200, MinimumLength = 2)]
    public string Reason { get; init; } = "";
}

/// <summary>窗口: one counter of a place.</summary>
public sealed record HallWindow
{
    [Required, StringLength(20, MinimumLength = 1)]
    public string Number { get; init; } = "";

    [Required, StringLength(100, MinimumLength = 2)]
    public string Name { get; init; } = "";

    /// <summary>comprehensive 综合窗口, or department 部门窗口.</summary>
    [Required, RegularExpression("^(comprehensive|department)$")]
    public string Kind { get; init; } = "";

    /// <summary>What it takes: * for all matters, credit codes of departments for all of theirs, codes of matters. What a matter keeps out of the hall is taken only where it is named.</summary>
    [Required, MinLength(1), MaxLength(500)]
    public IReadOnlyList<string> Takes { get; init; } = [];
}
