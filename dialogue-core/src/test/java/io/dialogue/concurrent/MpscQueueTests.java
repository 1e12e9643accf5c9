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

	private final Owner<int[]> queue = new Owner<>();

	@Test
	void elementsAreTakenInTheOrderOfAdding() {
		Owner<String> texts = new Owner<>();
		assertThat(texts.unlink()).isNull();
		texts.link("a");
		texts.link("b");
		assertThat(texts.unlink()).isEqualTo("a");
		texts.link("c");
		assertThat(texts.unlink()).isEqualTo("b");
		assertThat(texts.unlink()).isEqualTo("c");
		assertThat(texts.unlink()).isNull();
	}

	@Test
	void nothingIsLeftWhenItIsCleared() {
		this.queue.link(new int[] { 1 });
		this.queue.link(new int[] { 2 });
		assertThat(this.queue.unlink()).containsExactly(1);
		this.queue.link(new int[] { 3 });
		this.queue.unlinkAll();
		assertThat(this.queue.unlink()).isNull();
	}

	@Test
	void eachProducersElementsArriveOnceAndInOrder() {
		List<CompletableFuture<Void>> producers = new ArrayList<>();
		for (int i = 0; i < PRODUCERS; i++) {
			int producer = i;
			producers.add(CompletableFuture.runAsync(() -> {
				for (int number = 0; number < ELEMENTS; number++) {
					this.queue.link(new int[] { producer, number });
				}
			}));
		}
		Map<Integer, Integer> next = new HashMap<>();
		for (int taken = 0; taken < PRODUCERS * ELEMENTS;) {
			int[] element = this.queue.unlink();
			if (element != null) {
				assertThat(element[1]).isEqualTo(next.merge(element[0], 1, Integer::sum) - 1);
				taken++;
			}
		}
		producers.forEach(CompletableFuture::join);
		assertThat(this.queue.unlink()).isNull();
	}

	private static final class Owner<T> extends MpscQueue<T> {

	}

}
