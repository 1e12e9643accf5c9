package io.dialogue.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whose turn it is in a round.
 *
 * @param room the place of the room's size among all sizes
 * @param server the place of the server among all servers
 */
record Turn(int room, int server) {

	/** Rooms of more than these members have one turn in each round. */
	private static final int SMALL = 100;

	/**
	 * The order of a round. Each room is measured in all servers, one right after the
	 * other. Another room begins in each round, and servers take turns in beginning. The
	 * small rooms, which tell what a broadcast costs without its subscribers, come twice.
	 * @param sizes the sizes of rooms
	 * @param servers how many servers there are
	 * @param round which round
	 * @return the turns
	 */
	static List<Turn> ofRound(List<Integer> sizes, int servers, int round) {
		List<Integer> rooms = rooms(sizes);
		List<Turn> turns = new ArrayList<>();
		for (int i = 0; i < rooms.size(); i++) {
			int place = (round + i) % rooms.size();
			for (int server = 0; server < servers; server++) {
				turns.add(new Turn(rooms.get(place), (round + place + server) % servers));
			}
		}
		return turns;
	}

	private static List<Integer> rooms(List<Integer> sizes) {
		IntStream all = IntStream.range(0, sizes.size());
		IntStream again = IntStream.range(0, sizes.size()).filter((room) -> sizes.get(room) <= SMALL);
		return IntStream.concat(all, again).boxed().toList();
	}

}
