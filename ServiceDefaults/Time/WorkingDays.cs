using GovPlatform.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace GovPlatform.ServiceDefaults;

/// <summary>The working-day calendar of this process: the built-in years, and over them what CalendarPublished has told this service.</summary>
public sealed class WorkingDays
{
    private WorkingCalendar calendar = WorkingCalendar.Embedded;

    /// <inheritdoc cref="WorkingCalendar.Add"/>
    public DateOnly Add(DateOnly start, int days) => Volatile.Read(ref calendar).Add(start, days);

    /// <inheritdoc cref="WorkingCalendar.Due"/>
    public DateOnly Due(DateOnly start, int limit, string unit) => Volatile.Read(ref calendar).Due(start, limit, unit);

    /// <inheritdoc cref="WorkingCalendar.DueByLaw"/>
    public DateOnly DueByLaw(DateOnly start, int limit, string unit) => Volatile.Read(ref calendar).DueByLaw(start, limit, unit);

    /// <inheritdoc cref="WorkingCalendar.Between"/>
    public int Between(DateOnly from, DateOnly to) => Volatile.Read(ref calendar).Between(from, to);

    /// <inheritdoc cref="WorkingCalendar.IsProvisional"/>
    public bool IsProvisional(DateOnly day) => Volatile.Read(ref calendar).IsProvisional(day);

    /// <inheritdoc cref="WorkingCalendar.IsWorkingDay"/>
    public bool IsWorkingDay(DateOnly day) => Volatile.Read(ref calendar).IsWorkingDay(day);

    /// <inheritdoc cref="WorkingCalendar.IsHoliday"/>
    public bool IsHoliday(DateOnly day) => Volatile.Read(ref calendar).IsHoliday(day);

    /// <summary>Takes a year in; the higher revision wins, so it may be told late, twice and in any order.</summary>
    public void Learn(CalendarYear year)
    {
        WorkingCalendar known, next;
        do
        {
            known = Volatile.Read(ref calendar);
            next = known.With(year);
        }
        while (Interlocked.CompareExchange(ref calendar, next, known) != known);
    }
}

/// <summary>Gives a service its working-day calendar.</summary>
public static class WorkingDaysExtensions
{
    /// <summary>Injects <see cref="WorkingDays"/>; services that the table of readers names for CalendarPublished also consume it.</summary>
    public static void AddWorkingDays(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<WorkingDays>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WorkingDaysRefresh>());
    }
}
