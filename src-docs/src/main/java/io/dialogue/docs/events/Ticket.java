package io.dialogue.docs.events;

import jakarta.validation.constraints.NotBlank;

/**
 * A ticket of a help desk. The configuration declares it as an event.
 *
 * @param title what it is about
 */
// tag::type[]
public record Ticket(@NotBlank String title) {

}
// end::type[]
