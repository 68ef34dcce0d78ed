using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GovPlatform.ServiceDefaults;

/// <summary>One declaration of who may call an endpoint; declarations of one endpoint add up (OR).</summary>
/// <param name="Kinds">Any of these kinds, or any kind when empty.</param>
/// <param name="Roles">Any of these roles, or no role needed when empty.</param>
/// <param name="Names">These clients only, or any when empty.</param>
/// <param name="Departments">Staff of these departments only, or of any when empty.</param>
public sealed record Access(IReadOnlyList<string> Kinds, IReadOnlyList<string> Roles, IReadOnlyList<string> Names, IReadOnlyList<string> Departments)
{
    public bool Admits(Caller caller) =>
        (Kinds.Count == 0 || Kinds.Contains(caller.Kind))
        && (Roles.Count == 0 || Roles.Any(caller.Has))
        && (Names.Count == 0 || Names.Contains(caller.Name))
        && (Departments.Count == 0 || (caller.IsStaff && Departments.Contains(caller.Department)));
}

/// <summary>How endpoints and groups declare who may call them; without a declaration nobody may. AllowAnonymous is ASP.NET Core's own.</summary>
public static class AccessExtensions
{
    public static T AllowKinds<T>(this T endpoint, params string[] kinds) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Access(AtLeastOne(kinds), [], [], []));

    public static T AllowRoles<T>(this T endpoint, params string[] roles) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Access([], AtLeastOne(roles), [], []));

    /// <summary>The platform's own services, or only those named.</summary>
    public static T AllowServices<T>(this T endpoint, params string[] names) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Access([Kind.Service], [], names, []));

    /// <summary>Staff of the departments with these unified social credit codes.</summary>
    public static T AllowDepartments<T>(this T endpoint, params string[] departments) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Access([Kind.Staff], [], [], AtLeastOne(departments)));

    private static string[] AtLeastOne(string[] names) =>
        names.Length > 0 ? names : throw new ArgumentException("Name at least one: an empty list would admit everyone.", nameof(names));
}

/// <summary>The one requirement of the platform: the endpoint's declarations admit the caller.</summary>
internal sealed class AccessRequirement : AuthorizationHandler<AccessRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        // Where there is no route endpoint there is nothing to guard: the answer is 404, 405 or 415.
        if (context.Resource is HttpContext http && (http.GetEndpoint() is not RouteEndpoint endpoint || Admitted(http, endpoint)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool Admitted(HttpContext http, Endpoint endpoint) =>
        http.Features.Get<Caller>() is { } caller && endpoint.Metadata.GetOrderedMetadata<Access>().Any(x => x.Admits(caller));
}
