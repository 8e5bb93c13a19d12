create virtual table person_words using fts5(searchText, content='persons', content_rowid='id', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'");
create trigger person_words_insert after insert on persons begin
  insert into person_words(rowid, searchText) values (new.id, new.searchText);
end;
create trigger person_words_update after update of searchText on persons begin
  insert into person_words(person_words, rowid, searchText) values ('delete', old.id, old.searchText);
  insert into person_words(rowid, searchText) values (new.id, new.searchText);
end;
create trigger person_words_delete after delete on persons begin
  insert into person_words(person_words, rowid, searchText) values ('delete', old.id, old.searchText);
end;
insert into person_words(person_words) values ('rebuild');
