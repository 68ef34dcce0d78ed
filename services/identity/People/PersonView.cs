namespace GovPlatform.Identity;

/// <summary>A person or organisation as the counter sees it: enough to know the right one, not more.</summary>
internal sealed record PersonView(Guid Id, string Kind, string Name, string IdTypeCode, string IdNumber, string? Phone)
{
    internal static PersonView Of(Account account, PersonalData personal)
    {
        var name = personal.Open(account.NameSealed);
        return new(account.Id, account.Kind, account.Kind == ServiceDefaults.Kind.Citizen ? Mask.Name(name) : name, account.IdType,
            IdType.Masked(account.IdType, personal.Open(account.IdNumberSealed)), account.PhoneSealed is { } phone ? Mask.Phone(personal.Open(phone)) : null);
    }
}
