namespace GovPlatform.Matters;

/// <summary>导办: where a matter is handled, and by what people find it.</summary>
internal static class Navigation
{
    public static void AddNavigation(this WebApplicationBuilder builder)
    {
        builder.AddWorkingDays();
        builder.Services.AddSingleton(Goals.From(builder.Configuration));
        builder.Services.AddHostedService<SeedNavigation>();
        builder.Services.AddHostedService<CountUses>();
        JsonColumn.Register<IReadOnlyList<OpenPeriod>>();
        JsonColumn.Register<IReadOnlyList<HoursException>>();
        JsonColumn.Register<IReadOnlyList<HallWindow>>();
        JsonColumn.Register<IReadOnlyList<ReadUpperLists.OwnMatter>>();
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
        KeepUpperLists.Map(matters);
        ReadUpperLists.Map(matters);
    }
}
