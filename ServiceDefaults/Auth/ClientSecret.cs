using System.Security.Cryptography;
using System.Text;

namespace GovPlatform.ServiceDefaults;

/// <summary>Secrets of clients that are not services but come with the platform (its operators, the sample terminal and partner), made from the services' own.</summary>
public static class ClientSecret
{
    public static string Of(string client, string serviceSecret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(serviceSecret), Encoding.UTF8.GetBytes($"client:{client}")))[..40];
}
