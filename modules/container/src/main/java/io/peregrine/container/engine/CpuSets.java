package io.peregrine.container.engine;

/** Sets of processors as text: {@code 0-3,7}. */
final class CpuSets {
    private CpuSets() {}

    /** How many processors a set has; 0 for none, or no set. */
    static long count(String set) {
        long count = 0;
        for (String range : set.split(",")) {
            if (range.matches("[0-9]{1,5}")) {
                count++;
            } else if (range.matches("[0-9]{1,5}-[0-9]{1,5}")) {
                String[] ends = range.split("-");
                count += Math.max(0, Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1);
            }
        }
        return count;
    }
}
