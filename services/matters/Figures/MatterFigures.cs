namespace GovPlatform.Matters;

/// <summary>六减一增 of a version: what it asks of people, and in how many ways it can be done.</summary>
internal sealed record MatterFigures
{
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required string Name { get; init; }
    public required string DepartmentCode { get; init; }
    public required string DepartmentName { get; init; }

    /// <summary>环节: entries of the flow.</summary>
    public required int Steps { get; init; }

    /// <summary>必要材料.</summary>
    public required int MaterialsRequired { get; init; }

    /// <summary>All materials, whatever the situation.</summary>
    public required int Materials { get; init; }

    /// <summary>证明 asked for.</summary>
    public required int Certificates { get; init; }

    /// <summary>跑动; null where it is not said.</summary>
    public int? Visits { get; init; }

    /// <summary>Promised limit in working days; eight hours are one, seven natural days are five.</summary>
    public required decimal PromisedDays { get; init; }

    /// <summary>The law's limit, likewise; null where there is none.</summary>
    public decimal? StatutoryDays { get; init; }

    /// <summary>Promised limit in percent of the law's.</summary>
    public decimal? PromisedPercent { get; init; }

    /// <summary>收费项目.</summary>
    public required int FeeItems { get; init; }

    public required bool Online { get; init; }
    public required bool Courier { get; init; }
    public required bool SelfService { get; init; }
    public required bool Appointment { get; init; }
    public required bool Mobile { get; init; }
    public required bool InHall { get; init; }

    /// <summary>增便利: how many of these six ways there are.</summary>
    public required int Conveniences { get; init; }

    public const string Columns = """
        m.code, m.version, m.name, m.department_code, m.department_name, m.steps, a.materials_required, a.materials, a.certificates, m.visits,
        m.promised_workdays as promised_days, m.statutory_workdays as statutory_days, round(100 * m.promised_workdays / nullif(m.statutory_workdays, 0), 1) as promised_percent,
        m.fee_items, m.by_web as online, m.by_courier as courier, m.by_terminal as self_service, m.by_appointment as appointment, m.by_mobile as mobile, m.at_hall as in_hall,
        m.by_web::integer + m.by_courier::integer + m.by_terminal::integer + m.by_appointment::integer + m.by_mobile::integer + m.at_hall::integer as conveniences
        """;

    public const string From = """
        from matter m
        cross join lateral (
            select count(*) filter (where requirement = '1')::integer as materials_required, count(*)::integer as materials, count(*) filter (where certificate)::integer as certificates
            from material
            where matter_id = m.id) a
        """;
}

/// <summary>六减一增 of a department: sums, and averages a matter, of what it has published.</summary>
internal sealed record DepartmentFigures
{
    public required string DepartmentCode { get; init; }
    public required string DepartmentName { get; init; }

    /// <summary>Published matters.</summary>
    public required int Matters { get; init; }

    public required int Steps { get; init; }
    public required decimal AverageSteps { get; init; }
    public required int MaterialsRequired { get; init; }
    public required int Materials { get; init; }
    public required decimal AverageMaterials { get; init; }
    public required int Certificates { get; init; }
    public required int Visits { get; init; }

    /// <summary>Of the matters that say how many visits they need.</summary>
    public decimal? AverageVisits { get; init; }

    /// <summary>零跑动: matters without a visit.</summary>
    public required int WithoutVisit { get; init; }

    public required decimal AveragePromisedDays { get; init; }
    public decimal? AverageStatutoryDays { get; init; }

    /// <summary>All promised limits in percent of the law's, where the law sets one.</summary>
    public decimal? PromisedPercent { get; init; }

    public required int FeeItems { get; init; }
    public required int Online { get; init; }
    public required int Courier { get; init; }
    public required int SelfService { get; init; }
    public required int Appointment { get; init; }
    public required int Mobile { get; init; }
    public required int InHall { get; init; }
}
