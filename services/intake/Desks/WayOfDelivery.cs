using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace GovPlatform.Intake;

/// <summary>How the applicant gets the result, in the words of API, events and tables.</summary>
internal static class Ways
{
    public const string Counter = "counter";
    public const string Electronic = "electronic";
    public const string Post = "post";
}

/// <summary>Where the result is to be posted; sealed as a whole.</summary>
public sealed record PostalAddress
{
    [Required, StringLength(100, MinimumLength = 2)]
    public string Name { get; init; } = "";

    [Required, RegularExpression(@"^[0-9+][0-9\-]{4,19}$")]
    public string Phone { get; init; } = "";

    [Required, StringLength(300, MinimumLength = 5)]
    public string Address { get; init; } = "";
}

/// <summary>A request that says where the result goes.</summary>
internal interface IWayOfDelivery
{
    /// <summary>Null: as it was.</summary>
    string? Delivery { get; }
    Guid? DeliveryHall { get; }
    PostalAddress? PostalAddress { get; }
}

/// <summary>统一出件: the result goes where the applicant wants it, to a place of the county, by network or by post.</summary>
internal sealed record WayOfDelivery(string Delivery, HallRef? Hall, string? PostalSealed)
{
    /// <summary>Before the transaction: is there such a place?</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        if (call.Arguments.OfType<IWayOfDelivery>().Single().DeliveryHall is { } hall)
            await call.HttpContext.RequestServices.GetRequiredService<Halls>().AskAsync(hall, call.HttpContext.RequestAborted);
        return await next(call);
    }

    /// <summary>What is to be kept of it, null where it stays as it was; or why it cannot be done.</summary>
    public static async Task<(WayOfDelivery? Way, Problem? No)> ReadAsync(IWayOfDelivery asked, Halls halls, PersonalData data)
    {
        var (hall, address) = (asked.DeliveryHall, asked.PostalAddress);
        if (asked.Delivery == Ways.Post && address is null)
            return (null, DeskProblems.AddressNeeded());
        if (asked.Delivery != Ways.Post && address is not null)
            return (null, DeskProblems.NotByPost("/postalAddress"));
        if (asked.Delivery != Ways.Counter && hall is not null)
            return (null, DeskProblems.NotAtACounter());
        if (asked.Delivery is not { } delivery)
            return (null, null);
        var place = hall is null ? null : await halls.Asked;
        return hall is not null && place is null ? (null, DeskProblems.DeskUnknown("/deliveryHall"))
            : (new(delivery, place, address is null ? null : data.Seal(JsonSerializer.Serialize(address, GovJson.Events))), null);
    }

    public CaseFile On(CaseFile file) => file with { Delivery = Delivery, DeliveryHall = Hall, PostalSealed = PostalSealed };

    public static PostalAddress? Open(string? sealedText, PersonalData data) =>
        sealedText is null ? null : JsonSerializer.Deserialize<PostalAddress>(data.Open(sealedText), GovJson.Events);
}
