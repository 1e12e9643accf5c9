package io.dialogue.concurrent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MpscQueueTests {

	private static final int PRODUCERS = 3;

	private static final int ELEMENTS = 20_000;

	private final MpscQueue<int[]> queue = new MpscQueue<>();

	@Test
	void elementsAreTakenInTheOrderOfAdding() {
		MpscQueue<String> texts = new MpscQueue<>();
		assertThat(texts.poll()).isNull();
		texts.add("a");
		texts.add("b");
		assertThat(texts.poll()).isEqualTo("a");
		texts.add("c");
		assertThat(texts.poll()).isEqualTo("b");
		assertThat(texts.poll()).isEqualTo("c");
		assertThat(texts.poll()).isNull();
	}

	@Test
	void nothingIsLeftWhenItIsCleared() {
		this.queue.add(new int[] { 1 });
		this.queue.add(new int[] { 2 });
		assertThat(this.queue.poll()).containsExactly(1);
		this.queue.add(new int[] { 3 });
		this.queue.clear();
		assertThat(this.queue.poll()).isNull();
	}

	@Test
	void eachProducersElementsArriveOnceAndInOrder() {
		List<CompletableFuture<Void>> producers = new ArrayList<>();
		for (int i = 0; i < PRODUCERS; i++) {
			int producer = i;
			producers.add(CompletableFuture.runAsync(() -> {
				for (int number = 0; number < ELEMENTS; number++) {
					this.queue.add(new int[] { producer, number });
				}
			}));
		}
		Map<Integer, Integer> next = new HashMap<>();
		for (int taken = 0; taken < PRODUCERS * ELEMENTS;) {
			int[] element = this.queue.poll();
			if (element != null) {
				assertThat(element[1]).isEqualTo(next.merge(element[0], 1, Integer::sum) - 1);
				taken++;
			}
		}
		producers.forEach(CompletableFuture::join);
		assertThat(this.queue.poll()).isNull();
	}

}
