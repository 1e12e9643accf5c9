package io.dialogue.broker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.EncodedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What every {@link EventBroker} guarantees.
 */
public abstract class EventBrokerContractTests {

	/** The room of most tests. */
	protected static final String ROOM = "room";

	private static final BrokerSettings SETTINGS = new BrokerSettings(1_000, 100, 100, Duration.ofMinutes(1));

	private final List<Handed> handed = new CopyOnWriteArrayList<>();

	private final List<Evicted> evicted = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newFixedThreadPool(8);

	private volatile Consumer<Handed> onHandOver = (event) -> {
	};

	private volatile CompletionStage<?> cleanup = CompletableFuture.completedStage(null);

	private EventBroker broker;

	/**
	 * Creates the broker that is tested, not yet attached.
	 * @param settings its bounds
	 * @return the broker
	 */
	protected abstract EventBroker createBroker(BrokerSettings settings);

	@BeforeEach
	void begin() {
		use(SETTINGS);
	}

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	private void use(BrokerSettings settings) {
		this.broker = createBroker(settings);
		this.broker.attach(this::handOver, this::evict);
	}

	private int handOver(String roomId, EncodedEvent event, @Nullable String except) {
		Handed it = new Handed(roomId, event.name(), event.offset(), except);
		this.handed.add(it);
		this.onHandOver.accept(it);
		return 3;
	}

	private CompletionStage<?> evict(String roomId, String name, List<EncodedEvent> events) {
		this.evicted.add(new Evicted(roomId, name, offsets(events)));
		return this.cleanup;
	}

	@Test
	void keptEventsAreNumberedFromOneOverAllNames() {
		assertThat(publish("a", 10).offset()).isEqualTo(1);
		assertThat(publish("b", 10).offset()).isEqualTo(2);
		assertThat(publish("a", 10).offset()).isEqualTo(3);
		assertThat(this.handed).extracting(Handed::offset).containsExactly(1L, 2L, 3L);
	}

	@Test
	void eachRoomHasItsOwnNumbersAndEpoch() {
		Published one = publish("a", 10);
		Published other = done(this.broker.publish(publication("other", "a", 10, null)));
		assertThat(other.offset()).isEqualTo(1);
		assertThat(other.epoch()).isNotEqualTo(one.epoch());
	}

	@Test
	void eventsThatAreNotKeptAreHandedOverWithoutNumber() {
		publish("a", 10);
		Published published = publish("typing", 0);
		assertThat(published).isEqualTo(new Published(null, null, 3));
		assertThat(publish("a", 10).offset()).isEqualTo(2);
		assertThat(this.handed).extracting(Handed::offset).containsExactly(1L, null, 2L);
	}

	@Test
	void publishedTellsRecipientsAndHandOverIsToldWhomToLeaveOut() {
		Publication publication = new Publication(ROOM, event("a"), 10, null, "client-1", () -> true, (it) -> {
		});
		assertThat(done(this.broker.publish(publication)).recipients()).isEqualTo(3);
		assertThat(this.handed.get(0).except()).isEqualTo("client-1");
	}

	@RepeatedTest(5)
	void handOverFollowsTheOffsetsUnderManyThreads() {
		List<Long> calledBack = new CopyOnWriteArrayList<>();
		inParallel(8,
				(thread) -> IntStream.range(0, 100)
					.forEach((i) -> done(this.broker.publish(new Publication(ROOM, event("e" + thread % 3), 1000, null,
							null, () -> true, (published) -> calledBack.add(published.offset()))))));
		List<Long> all = LongStream.rangeClosed(1, 800).boxed().toList();
		assertThat(this.handed).extracting(Handed::offset).isEqualTo(all);
		assertThat(calledBack).isEqualTo(all);
		assertThat(offsets(page(null, 0, 1000, null).events())).isEqualTo(reversed(all));
	}

	@Test
	void handOverOfOneRoomIsNeverConcurrent() {
		AtomicBoolean inside = new AtomicBoolean();
		AtomicInteger overlaps = new AtomicInteger();
		this.onHandOver = (event) -> {
			if (!inside.compareAndSet(false, true)) {
				overlaps.incrementAndGet();
			}
			Thread.yield();
			inside.set(false);
		};
		inParallel(8, (thread) -> IntStream.range(0, 50).forEach((i) -> publish("a", (i % 2) * 10)));
		assertThat(overlaps).hasValue(0);
		assertThat(this.handed).hasSize(400);
	}

	@Test
	void secondPublicationOfAKeyIsNotHandedOverAndGetsTheSameAnswer() {
		Published first = publish("a", 10, "key");
		assertThat(publish("a", 10, "key")).isEqualTo(first);
		assertThat(this.handed).hasSize(1);
		assertThat(publish("a", 10, "other").offset()).isEqualTo(2);
		assertThat(done(this.broker.publish(publication("other", "a", 10, "key"))).offset()).isEqualTo(1);
	}

	@Test
	void keysOfEventsThatAreNotKeptAreRememberedToo() {
		Published first = publish("typing", 0, "key");
		assertThat(publish("typing", 0, "key")).isEqualTo(first);
		assertThat(this.handed).hasSize(1);
	}

	@RepeatedTest(5)
	void concurrentPublicationsOfOneKeyAreHandedOverOnce() {
		Set<Published> answers = ConcurrentHashMap.newKeySet();
		AtomicInteger callbacks = new AtomicInteger();
		inParallel(8,
				(thread) -> IntStream.range(0, 20)
					.forEach((i) -> answers.add(done(this.broker.publish(new Publication(ROOM, event("a"), 10, "key",
							null, () -> true, (published) -> callbacks.incrementAndGet()))))));
		assertThat(answers).hasSize(1);
		assertThat(callbacks).hasValue(1);
		assertThat(this.handed).hasSize(1);
	}

	@Test
	void keysAreFoundAgainWithinTheirWindowOnly() {
		use(new BrokerSettings(1_000, 100, 100, Duration.ofMillis(100)));
		Published first = publish("a", 10, "key");
		assertThat(done(this.broker.findPublished(ROOM, "nope"))).isNull();
		assertThat(done(this.broker.findPublished("nowhere", "key"))).isNull();
		await().untilAsserted(() -> assertThat(done(this.broker.findPublished(ROOM, "key"))).isNull());
		assertThat(publish("a", 10, "key").offset()).isGreaterThan(first.offset());
	}

	@Test
	void oldestKeysAreForgottenBeyondTheirNumber() {
		use(new BrokerSettings(1_000, 100, 3, Duration.ofMinutes(1)));
		IntStream.rangeClosed(1, 4).forEach((i) -> publish("a", 10, "key" + i));
		assertThat(done(this.broker.findPublished(ROOM, "key1"))).isNull();
		assertThat(done(this.broker.findPublished(ROOM, "key2"))).isNotNull();
		assertThat(done(this.broker.findPublished(ROOM, "key4"))).isNotNull();
	}

	@Test
	void eachNameKeepsItsNewestEvents() {
		IntStream.range(0, 5).forEach((i) -> publish("a", 2));
		IntStream.range(0, 5).forEach((i) -> publish("b", 3));
		await().untilAsserted(() -> assertThat(evictedOffsets("b")).containsExactly(6L, 7L));
		assertThat(evictedOffsets("a")).containsExactly(1L, 2L, 3L);
		await().untilAsserted(
				() -> assertThat(offsets(page(null, 0, 100, null).events())).containsExactly(10L, 9L, 8L, 5L, 4L));
	}

	@Test
	void roomKeepsItsNewestEventsOverAllNames() {
		use(new BrokerSettings(4, 100, 100, Duration.ofMinutes(1)));
		publish("a", 10);
		publish("b", 10);
		publish("a", 10);
		publish("b", 10);
		publish("b", 10);
		publish("b", 10);
		await().untilAsserted(
				() -> assertThat(offsets(page(null, 0, 100, null).events())).containsExactly(6L, 5L, 4L, 3L));
		assertThat(evictedOffsets("a")).containsExactly(1L);
		assertThat(evictedOffsets("b")).containsExactly(2L);
	}

	@Test
	void evictedEventsStayPageableUntilTheListenerIsDone() {
		CompletableFuture<Void> cleaning = new CompletableFuture<>();
		this.cleanup = cleaning;
		IntStream.range(0, 4).forEach((i) -> publish("a", 2));
		await().untilAsserted(() -> assertThat(evictedOffsets("a")).startsWith(1L));
		assertThat(offsets(page("a", 0, 100, null).events())).containsExactly(4L, 3L, 2L, 1L);
		this.cleanup = CompletableFuture.completedStage(null);
		cleaning.complete(null);
		await().untilAsserted(() -> assertThat(offsets(page("a", 0, 100, null).events())).containsExactly(4L, 3L));
		assertThat(evictedOffsets("a")).containsExactly(1L, 2L);
	}

	@Test
	void listenerIsCalledOneAtATimeAndInOrder() {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		EvictionListener slow = (roomId, name, events) -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			this.evicted.add(new Evicted(roomId, name, offsets(events)));
			return CompletableFuture.runAsync(running::decrementAndGet,
					CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, this.threads));
		};
		this.broker = createBroker(SETTINGS);
		this.broker.attach(this::handOver, slow);
		inParallel(4, (thread) -> IntStream.range(0, 100).forEach((i) -> publish("a", 1)));
		await().untilAsserted(
				() -> assertThat(evictedOffsets("a")).isEqualTo(LongStream.rangeClosed(1, 399).boxed().toList()));
		assertThat(most).hasValue(1);
	}

	@Test
	void listenerThatThrowsOrFailsHoldsNothingUp() {
		AtomicInteger calls = new AtomicInteger();
		this.broker = createBroker(SETTINGS);
		this.broker.attach(this::handOver, (roomId, name, events) -> {
			if (calls.incrementAndGet() % 2 == 0) {
				throw new IllegalStateException("on purpose");
			}
			return CompletableFuture.failedStage(new IllegalStateException("on purpose"));
		});
		IntStream.range(0, 6).forEach((i) -> publish("a", 1));
		await().untilAsserted(() -> assertThat(offsets(page("a", 0, 100, null).events())).containsExactly(6L));
	}

	@Test
	void pagesByIndexNewestFirst() {
		IntStream.range(0, 6).forEach((i) -> publish((i % 2 == 0) ? "a" : "b", 10));
		assertThat(offsets(page(null, 0, 2, null).events())).containsExactly(6L, 5L);
		assertThat(offsets(page(null, 2, 4, null).events())).containsExactly(4L, 3L);
		assertThat(offsets(page("a", 1, 3, null).events())).containsExactly(3L, 1L);
		assertThat(page("a", 2, 2, null).events()).isEmpty();
		assertThat(page("a", 5, 9, null)).isEqualTo(new HistoryPage(List.of(), 3));
		assertThat(page("nope", 0, 9, null)).isEqualTo(new HistoryPage(List.of(), 0));
	}

	@Test
	void pagesBeforeAnOffsetDoNotShiftUnderLiveTraffic() {
		IntStream.range(0, 6).forEach((i) -> publish("a", 10));
		assertThat(offsets(page(null, 0, 2, null).events())).containsExactly(6L, 5L);
		publish("a", 10);
		assertThat(offsets(page(null, 0, 2, 5L).events())).containsExactly(4L, 3L);
		assertThat(offsets(page(null, 1, 3, 5L).events())).containsExactly(3L, 2L);
		assertThat(page(null, 0, 9, 1L).events()).isEmpty();
		assertThat(page(null, 0, 9, 5L).available()).isEqualTo(4);
		assertThat(page(null, 0, 2, null).available()).isGreaterThanOrEqualTo(2);
	}

	@Test
	void pageOfAnUnknownRoomIsEmpty() {
		assertThat(done(this.broker.page(new PageRequest("nowhere", null, 0, 10, null))))
			.isEqualTo(new HistoryPage(List.of(), 0));
	}

	@Test
	void sinceGivesTheMissedEventsOfTheNamesOldestFirst() {
		Published first = publish("a", 10);
		publish("b", 10);
		publish("a", 10);
		publish("c", 10);
		Replay replay = since(new Position(first.epoch(), 1), Set.of("a", "c"), 10, 0);
		assertThat(replay.recovered()).isTrue();
		assertThat(offsets(replay.events())).containsExactly(3L, 4L);
		assertThat(replay.head()).isEqualTo(new Position(first.epoch(), 4));
		assertThat(offsets(since(new Position(first.epoch(), 0), Set.of("*"), 10, 0).events())).containsExactly(1L, 2L,
				3L, 4L);
	}

	@Test
	void sinceTheHeadRecoversNothing() {
		Published first = publish("a", 10);
		Replay replay = since(new Position(first.epoch(), 1), Set.of("a"), 10, 5);
		assertThat(replay).isEqualTo(new Replay(new Position(first.epoch(), 1), true, List.of()));
	}

	@Test
	void highestEvictedOffsetOfTheSubscribedNamesDecidesWhetherAllIsRecovered() {
		Published first = publish("a", 1);
		publish("b", 10);
		publish("a", 1);
		publish("a", 1);
		assertThat(since(new Position(first.epoch(), 3), Set.of("a"), 10, 0).recovered()).isTrue();
		assertThat(since(new Position(first.epoch(), 2), Set.of("a"), 10, 0).recovered()).isFalse();
		assertThat(since(new Position(first.epoch(), 2), Set.of("*"), 10, 0).recovered()).isFalse();
		assertThat(since(new Position(first.epoch(), 0), Set.of("b"), 10, 0).recovered()).isTrue();
	}

	@Test
	void whatIsNotRecoveredEndsInTheLatestEventsOfAllNames() {
		publish("a", 10);
		publish("b", 10);
		publish("a", 10);
		Replay replay = since(new Position("another-epoch", 1), Set.of("a"), 10, 2);
		assertThat(replay.recovered()).isFalse();
		assertThat(offsets(replay.events())).containsExactly(2L, 3L);
		assertThat(offsets(since(null, Set.of("a"), 10, 100).events())).containsExactly(1L, 2L, 3L);
		assertThat(since(null, Set.of("a"), 10, 0).events()).isEmpty();
	}

	@Test
	void nothingIsRecoveredFromTheFutureOrBeyondTheBound() {
		Published first = publish("a", 10);
		publish("a", 10);
		publish("a", 10);
		assertThat(since(new Position(first.epoch(), 4), Set.of("a"), 10, 0).recovered()).isFalse();
		assertThat(since(new Position(first.epoch(), Long.MAX_VALUE), Set.of("a"), 10, 0).recovered()).isFalse();
		assertThat(since(new Position(first.epoch(), 0), Set.of("a"), 2, 0).recovered()).isFalse();
		assertThat(since(new Position(first.epoch(), 1), Set.of("a"), 2, 0).recovered()).isTrue();
	}

	@Test
	void partsOfWhatWasMissedAreTogetherWithoutGapOrRepetition() {
		Published first = publish("a", 100);
		IntStream.range(0, 40).forEach((i) -> publish((i % 3 == 0) ? "b" : "a", 100));
		List<Long> seen = new ArrayList<>();
		Replay part = next(new Position(first.epoch(), 1), Set.of("a"), 4);
		while (part.more()) {
			assertThat(part.recovered()).isTrue();
			assertThat(part.events()).hasSize(4);
			assertThat(part.head().offset()).isEqualTo(part.events().get(3).offset());
			seen.addAll(offsets(part.events()));
			part = next(part.head(), Set.of("a"), 4);
		}
		seen.addAll(offsets(part.events()));
		assertThat(part.head()).isEqualTo(new Position(first.epoch(), 41));
		assertThat(seen).isEqualTo(this.handed.stream()
			.filter((it) -> it.name().equals("a") && it.offset() > 1)
			.map(Handed::offset)
			.toList());
	}

	@Test
	void partThatWasEvictedBetweenTwoIsNotRecovered() {
		Published first = publish("a", 5);
		IntStream.range(0, 4).forEach((i) -> publish("a", 5));
		Replay part = next(new Position(first.epoch(), 1), Set.of("a"), 2);
		assertThat(offsets(part.events())).containsExactly(2L, 3L);
		publish("b", 5);
		IntStream.range(0, 3).forEach((i) -> publish("a", 5));
		assertThat(next(part.head(), Set.of("a"), 10).recovered()).isTrue();
		publish("a", 5);
		Replay lost = next(part.head(), Set.of("a"), 10);
		assertThat(lost.recovered()).isFalse();
		assertThat(lost.events()).isEmpty();
		assertThat(next(part.head(), Set.of("b"), 10).recovered()).isTrue();
	}

	@Test
	void partOfALaterRoomOfTheSameIdIsNotRecovered() {
		Published first = publish("a", 5);
		done(this.broker.clear(ROOM));
		IntStream.range(0, 3).forEach((i) -> publish("a", 5));
		assertThat(next(new Position(first.epoch(), 1), Set.of("a"), 10).recovered()).isFalse();
	}

	@Test
	void clearEvictsAllAndBeginsANewEpoch() {
		Published before = publish("a", 10, "key");
		publish("a", 10);
		done(this.broker.clear(ROOM));
		assertThat(evictedOffsets("a")).containsExactly(1L, 2L);
		assertThat(page(null, 0, 10, null).events()).isEmpty();
		assertThat(done(this.broker.findPublished(ROOM, "key"))).isNull();
		Published after = publish("a", 10, "key");
		assertThat(after.offset()).isEqualTo(1);
		assertThat(after.epoch()).isNotEqualTo(before.epoch());
		assertThat(since(new Position(before.epoch(), 0), Set.of("a"), 10, 0).recovered()).isFalse();
	}

	@Test
	void clearCompletesWhenTheListenerIsDone() {
		CompletableFuture<Void> cleaning = new CompletableFuture<>();
		this.cleanup = cleaning;
		publish("a", 10);
		CompletableFuture<?> cleared = this.broker.clear(ROOM).toCompletableFuture();
		await().until(() -> !this.evicted.isEmpty());
		assertThat(cleared).isNotDone();
		cleaning.complete(null);
		done(cleared);
		done(this.broker.clear("nowhere"));
	}

	@Test
	void roomThatIsGoneGetsNoEvent() {
		Publication publication = new Publication(ROOM, event("a"), 10, "key", null, () -> false, (it) -> {
		});
		CompletableFuture<Published> published = this.broker.publish(publication).toCompletableFuture();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> published.get(10, TimeUnit.SECONDS))
			.satisfies((ex) -> assertThat(ex.getCause()).isInstanceOfSatisfying(DialogueException.class, (refusal) -> {
				assertThat(refusal.code()).isEqualTo(ErrorCode.ROOM_NOT_FOUND);
				assertThat(refusal.text()).isEqualTo("Room 'room' does not exist");
			}));
		assertThat(this.handed).isEmpty();
		assertThat(publish("a", 10, "key").offset()).isEqualTo(1);
	}

	@Test
	void whatComesLateForAFormerRoomLeavesTheNextOneOfItsIdAlone() {
		String epoch = since(null, Set.of("a"), 0, 0).head().epoch();
		Publication late = new Publication(ROOM, event("a"), 10, null, null, () -> false, (it) -> {
		});
		assertThat(this.broker.publish(late).toCompletableFuture()).isCompletedExceptionally();
		done(this.broker.since(new ReplayRequest(ROOM, null, Set.of("a"), 0, 0, () -> false)));
		assertThat(since(null, Set.of("a"), 0, 0).head().epoch()).isEqualTo(epoch);
		assertThat(publish("a", 10).epoch()).isEqualTo(epoch);
	}

	@Test
	void keysOutliveWhatComesLateForAFormerRoom() {
		Published first = publish("a", 0, "key");
		Publication late = new Publication(ROOM, event("a"), 0, null, null, () -> false, (it) -> {
		});
		assertThat(this.broker.publish(late).toCompletableFuture()).isCompletedExceptionally();
		assertThat(publish("a", 0, "key")).isEqualTo(first);
		assertThat(this.handed).hasSize(1);
	}

	@Test
	void roomThatWasNotUsedForLongGivesUpItsEventsBeyondTheBound() {
		use(new BrokerSettings(1_000, 3, 100, Duration.ofMinutes(1)));
		Published first = done(this.broker.publish(publication("r0", "a", 10, null)));
		IntStream.rangeClosed(1, 20).forEach((i) -> done(this.broker.publish(publication("r" + i, "a", 10, null))));
		await().untilAsserted(() -> assertThat(
				IntStream.rangeClosed(0, 20).filter((i) -> !pageOf("r" + i).events().isEmpty()).count())
			.isEqualTo(3));
		await().untilAsserted(() -> assertThat(this.evicted).hasSize(18));
		Position since = new Position(first.epoch(), 0);
		assertThat(done(this.broker.since(new ReplayRequest("r0", since, Set.of("a"), 10, 0, () -> true))).recovered())
			.isFalse();
		assertThat(done(this.broker.publish(publication("r0", "a", 10, null))).offset()).isEqualTo(2);
	}

	@RepeatedTest(20)
	void sinceAndHandOverTogetherAreWithoutGapOrRepetition() throws Exception {
		Published first = publish("a", 10_000);
		CompletableFuture<Void> publishing = CompletableFuture
			.runAsync(() -> IntStream.range(0, 300).forEach((i) -> publish("a", 10_000)), this.threads);
		List<Long> live = new CopyOnWriteArrayList<>();
		await().pollInterval(Duration.ofMillis(1)).until(() -> this.handed.size() > 20);
		this.onHandOver = (event) -> live.add(event.offset());
		Replay replay = since(new Position(first.epoch(), 1), Set.of("a"), 10_000, 0);
		publishing.get(10, TimeUnit.SECONDS);
		List<Long> all = new ArrayList<>(offsets(replay.events()));
		live.stream().filter((offset) -> offset > replay.head().offset()).forEach(all::add);
		assertThat(all).isEqualTo(LongStream.rangeClosed(2, 301).boxed().toList());
	}

	@Test
	void slowCleanupHoldsPublishersBackAndLosesNothing() {
		use(new BrokerSettings(10, 100, 100, Duration.ofMinutes(1)));
		CompletableFuture<Void> cleaning = new CompletableFuture<>();
		this.cleanup = cleaning;
		List<CompletableFuture<Published>> published = IntStream.range(0, 100)
			.mapToObj((i) -> this.broker.publish(publication(ROOM, "a", 1, null)).toCompletableFuture())
			.toList();
		assertThat(published.get(0)).isDone();
		this.cleanup = CompletableFuture.completedStage(null);
		cleaning.complete(null);
		published.forEach(EventBrokerContractTests::done);
		await().untilAsserted(
				() -> assertThat(evictedOffsets("a")).isEqualTo(LongStream.rangeClosed(1, 99).boxed().toList()));
		assertThat(this.handed).extracting(Handed::offset).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
	}

	private Published publish(String name, int limit) {
		return publish(name, limit, null);
	}

	private Published publish(String name, int limit, @Nullable String key) {
		return done(this.broker.publish(publication(ROOM, name, limit, key)));
	}

	private static Publication publication(String roomId, String name, int limit, @Nullable String key) {
		BooleanSupplier exists = () -> true;
		return new Publication(roomId, event(name), limit, key, null, exists, (published) -> {
		});
	}

	private static EncodedEvent event(String name) {
		return new EncodedEvent(name, ("{\"event\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8));
	}

	private HistoryPage page(@Nullable String name, int start, int end, @Nullable Long before) {
		return done(this.broker.page(new PageRequest(ROOM, name, start, end, before)));
	}

	private HistoryPage pageOf(String roomId) {
		return done(this.broker.page(new PageRequest(roomId, null, 0, 10, null)));
	}

	private Replay next(Position reached, Set<String> names, int size) {
		return done(this.broker.since(ReplayRequest.next(ROOM, reached, names, size, () -> true)));
	}

	private Replay since(@Nullable Position position, Set<String> names, int max, int latest) {
		return done(this.broker.since(new ReplayRequest(ROOM, position, names, max, latest, () -> true)));
	}

	private List<Long> evictedOffsets(String name) {
		return this.evicted.stream()
			.filter((it) -> it.name().equals(name))
			.flatMap((it) -> it.offsets().stream())
			.toList();
	}

	private static List<Long> offsets(List<EncodedEvent> events) {
		return events.stream().map(EncodedEvent::offset).toList();
	}

	private static List<Long> reversed(List<Long> offsets) {
		List<Long> copy = new ArrayList<>(offsets);
		Collections.reverse(copy);
		return copy;
	}

	private void inParallel(int count, Consumer<Integer> work) {
		CompletableFuture<?>[] all = IntStream.range(0, count)
			.mapToObj((thread) -> CompletableFuture.runAsync(() -> work.accept(thread), this.threads))
			.toArray(CompletableFuture[]::new);
		done(CompletableFuture.allOf(all));
	}

	private static <T> T done(CompletionStage<T> stage) {
		return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
	}

	private record Handed(String roomId, String name, @Nullable Long offset, @Nullable String except) {

	}

	private record Evicted(String roomId, String name, List<Long> offsets) {

	}

}
