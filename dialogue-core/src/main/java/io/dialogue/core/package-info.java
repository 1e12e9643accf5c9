/**
 * The API that applications inject: operations on rooms, events and clients.
 * <p>
 * What is guaranteed about delivery:
 * <ul>
 * <li>A member that is connected receives an event at most once. It is lost to a member
 * whose connection breaks before it is through.</li>
 * <li>A member that comes back and is told {@code recovered} has received each kept event
 * exactly once in view: what it has seen before, the replay, and the live events after it
 * are together without gap and without repetition. Events that are not kept are not
 * replayed.</li>
 * <li>A client that has missed a kept event learns it when it joins again: it is not told
 * {@code recovered}, or the room's epoch is another one. What is dropped for it or
 * excepted from it, because the application says so, is no gap.</li>
 * <li>All members receive a room's kept events in the order of their offsets. Between
 * rooms there is no order.</li>
 * <li>A trigger with an id is published once within a window, however often it is
 * repeated; without an id, as often as it is repeated.</li>
 * <li>A trigger that completed was published and handed to connections. Whether anybody
 * has read it is not known.</li>
 * <li>Listeners and hooks are called once for each published event, in the process that
 * published it; not at all if that ends first.</li>
 * </ul>
 */
@NullMarked
package io.dialogue.core;

import org.jspecify.annotations.NullMarked;
