package io.ordo.ranker.simulation;

import java.util.Arrays;

/** Numbers of tasks by a key, least key first, equal keys by the lower number. A binary heap without objects. */
final class RankHeap {
    private long[] keys = new long[1_024];
    private int[] tasks = new int[1_024];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The least key. */
    long key() {
        return keys[0];
    }

    void add(long key, int task) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            tasks = Arrays.copyOf(tasks, size * 2);
        }
        int place = size++;
        while (place > 0) {
            int parent = (place - 1) / 2;
            if (!isBefore(key, task, parent)) {
                break;
            }
            put(place, keys[parent], tasks[parent]);
            place = parent;
        }
        put(place, key, task);
    }

    /** Takes the first out. */
    int remove() {
        int first = tasks[0];
        size--;
        long key = keys[size];
        int task = tasks[size];
        int place = 0;
        while (2 * place + 1 < size) {
            int child = firstChild(2 * place + 1);
            if (isBefore(key, task, child)) {
                break;
            }
            put(place, keys[child], tasks[child]);
            place = child;
        }
        put(place, key, task);
        return first;
    }

    private int firstChild(int left) {
        int right = left + 1;
        return right < size && isBefore(keys[right], tasks[right], left) ? right : left;
    }

    private boolean isBefore(long key, int task, int place) {
        return key < keys[place] || (key == keys[place] && task < tasks[place]);
    }

    private void put(int place, long key, int task) {
        keys[place] = key;
        tasks[place] = task;
    }
}
