package io.peregrine.stress.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the plugins wrote: what each producer sent, what the parser saw of it, and complaints. */
final class SoakCount {
    /** The rest of a producer's number by this is its kind, as in {@code soak.c} and {@link SoakPlugin}. */
    private static final long KINDS = 4;

    private final Map<Long, Long> sent = new HashMap<>();
    private final Map<Long, Long> seen = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();

    /** Reads the lines. */
    static SoakCount of(Path lines) throws IOException {
        SoakCount count = new SoakCount();
        try (Stream<String> all = Files.lines(lines)) {
            all.forEach(count::add);
        }
        return count;
    }

    private void add(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "sent" -> sent.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
            case "seen" -> seen.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
            default -> complaints.add(line);
        }
    }

    /** How many producers have ended, all of whose events the parser has had. */
    long producers() {
        return seen.size();
    }

    /** How many events they sent. */
    long events() {
        return seen.keySet().stream()
                .mapToLong(producer -> sent.getOrDefault(producer, 0L))
                .sum();
    }

    /** What is missing or wrong, a line each. */
    List<String> faults() {
        List<String> faults = new ArrayList<>(complaints);
        seen.forEach((producer, number) -> {
            long all = sent.getOrDefault(producer, -1L);
            if (all != number) {
                faults.add("producer " + producer + " sent " + all + " events, of which " + number + " were seen");
            }
        });
        sent.forEach((producer, number) -> {
            if (number > 0 && !seen.containsKey(producer) && hasSuccessor(producer)) {
                faults.add("producer " + producer + " sent " + number + " events, of which none was seen");
            }
        });
        if (seen.isEmpty()) {
            faults.add("no producer ended while another of its kind followed it, so that nothing can be said");
        }
        return faults;
    }

    /** The parser tells what it had of a producer when the first event of the next of its kind comes; that of the last is never told. */
    private boolean hasSuccessor(long producer) {
        return Stream.concat(sent.keySet().stream(), seen.keySet().stream())
                .anyMatch(other -> other > producer && other % KINDS == producer % KINDS);
    }
}
