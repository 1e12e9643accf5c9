package io.dialogue.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.dialogue.room.RoomIdPattern.Part;

/**
 * Searches for an id that matches two patterns: walks through both at once, over pairs of
 * states. In each pattern, state {@code 2k} is before part {@code k}, and {@code 2k + 1}
 * within the variable {@code k}.
 */
final class PatternOverlap {

	/** The characters of room ids. */
	static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:._@-";

	private final List<Part> first;

	private final List<Part> second;

	PatternOverlap(List<Part> first, List<Part> second) {
		this.first = first;
		this.second = second;
	}

	boolean exists() {
		Set<Pair> seen = new HashSet<>(Set.of(new Pair(0, 0)));
		Deque<Pair> open = new ArrayDeque<>(seen);
		while (!open.isEmpty()) {
			Pair pair = open.remove();
			if (isEnd(this.first, pair.first()) && isEnd(this.second, pair.second())) {
				return true;
			}
			successors(pair).stream().filter(seen::add).forEach(open::add);
		}
		return false;
	}

	private List<Pair> successors(Pair pair) {
		List<Pair> successors = new ArrayList<>();
		for (char character : ALPHABET.toCharArray()) {
			for (int one : next(this.first, pair.first(), character)) {
				for (int two : next(this.second, pair.second(), character)) {
					successors.add(new Pair(one, two));
				}
			}
		}
		return successors;
	}

	private static boolean isEnd(List<Part> parts, int state) {
		return (state + 1) / 2 == parts.size();
	}

	private static List<Integer> next(List<Part> parts, int state, char character) {
		List<Integer> states = new ArrayList<>();
		for (int index = state / 2; index <= (state + 1) / 2 && index < parts.size(); index++) {
			Part part = parts.get(index);
			if (part.accepts(character)) {
				states.add((part.variable() != null) ? 2 * index + 1 : 2 * index + 2);
			}
		}
		return states;
	}

	private record Pair(int first, int second) {

	}

}
