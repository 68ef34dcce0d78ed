namespace GovPlatform.Matters;

/// <summary>导办: where a matter is handled, and by what people find it.</summary>
internal static class Navigation
{
    public static void AddNavigation(this WebApplicationBuilder builder)
    {
        builder.AddWorkingDays();
        builder.Services.AddSingleton(Goals.From(builder.Configuration));
        builder.Services.AddHostedService<SeedNavigation>();
        JsonColumn.Register<IReadOnlyList<OpenPeriod>>();
        JsonColumn.Register<IReadOnlyList<HoursException>>();
        JsonColumn.Register<IReadOnlyList<HallWindow>>();
    }

    public static void Map(IEndpointRouteBuilder matters)
    {
        ReadHalls.Map(matters);
        KeepHalls.Map(matters);
        FindPlaces.Map(matters);
        ReadThemes.Map(matters);
        KeepTheme.Map(matters);
        ReadFrequent.Map(matters);
        HallFigures.Map(matters);
    }
}
