create table message (
  id      bigint generated always as identity primary key,
  room_id varchar(128) not null,
  run     varchar(36)  not null,
  number  bigint       not null,
  event   varchar      not null
);

create index message_room on message (room_id, id);
