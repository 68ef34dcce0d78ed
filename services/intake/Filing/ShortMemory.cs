using System.Collections.Concurrent;

namespace GovPlatform.Intake;

/// <summary>Answers that are good for a moment: each is asked for once by however many callers; what is not there, and what failed, is asked for again by the next.</summary>
internal sealed class ShortMemory<TKey, T>(TimeSpan fresh) where TKey : notnull where T : class
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<TKey, Answer> answers = new();

    public Task<T?> AskAsync(TKey key, Func<Task<T?>> ask)
    {
        if (answers.TryGetValue(key, out var known) && TimeProvider.System.GetElapsedTime(known.At) < fresh
            && known.Task is { IsCompleted: false } or { IsCompletedSuccessfully: true, Result: not null })
            return known.Task;
        if (answers.Count >= Most)
            answers.Clear();
        var answer = new Answer(TimeProvider.System.GetTimestamp(), ask());
        answers[key] = answer;
        return answer.Task;
    }

    private sealed record Answer(long At, Task<T?> Task);
}
